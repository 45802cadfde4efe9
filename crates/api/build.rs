//! Writes the table of the console's files for `src/console.rs`. A console that was not built is no error: one page says
//! so, and building and testing Rust needs no npm.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/console/not_built.html");
    // The folder is kept in the repository with one empty file, so that it can be watched before anything is built.
    let dist = here.join("../../web/dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    let mut table = String::from("&[\n");
    // The console stands at the top, the customers' portal below its own name.
    for (folder, below) in [("console", ""), ("portal", "portal/")] {
        let built = dist.join(folder);
        if built.join("index.html").is_file() {
            let mut files = Vec::new();
            walk(&built, "", &mut files)?;
            files.sort();
            for name in files.iter().filter(|n| !n.ends_with(".br") && !n.ends_with(".gz")) {
                entry(&mut table, below, name, &built.join(name), &files, &built);
            }
        } else {
            entry(&mut table, below, "index.html", &here.join("src/console/not_built.html"), &[], &built);
        }
    }
    // One script for pages of other people. Where it was not built there is none.
    let widget = dist.join("widget");
    if widget.join("widget.js").is_file() {
        let mut files = Vec::new();
        walk(&widget, "", &mut files)?;
        entry(&mut table, "", "widget.js", &widget.join("widget.js"), &files, &widget);
    }
    table.push(']');
    fs::write(out.join("console_files.rs"), table)
}

fn walk(root: &Path, below: &str, files: &mut Vec<String>) -> io::Result<()> {
    for item in fs::read_dir(root.join(below))? {
        let item = item?;
        let name = item.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if item.file_type()?.is_dir() {
            // `.vite` holds the manifest of the build, which nobody is served.
            if !name.starts_with('.') {
                walk(root, &path, files)?;
            }
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn entry(table: &mut String, below: &str, name: &str, path: &Path, files: &[String], built: &Path) {
    let bytes = |path: &Path| format!("include_bytes!({:?})", path.display().to_string());
    let packed = |ending: &str| {
        let packed = format!("{name}.{ending}");
        if files.contains(&packed) { format!("Some({})", bytes(&built.join(packed))) } else { "None".to_owned() }
    };
    let _ = writeln!(
        table,
        "    File {{ name: {:?}, plain: {}, brotli: {}, gzip: {} }},",
        format!("{below}{name}"),
        bytes(path),
        packed("br"),
        packed("gz")
    );
}
