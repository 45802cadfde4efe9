//! `bihuan`: one program that serves, works, imports, exports, proves and restores. This file is only the list of
//! commands; each has a file of its own.

mod admin;
mod background;
mod backup;
mod clock;
mod demo;
mod export;
mod gateways;
mod import;
mod import_events;
mod inbound;
mod mail;
mod mailing;
mod messaging;
mod metrics;
mod openapi;
mod place;
mod policy;
mod rejects;
mod serve;
mod triage;
mod trouble;
mod verify;
mod webhook;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use trouble::Trouble;

/// After-sales service and complaint quality, from intake to a closed loop.
#[derive(Parser)]
#[command(name = "bihuan", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Work(serve::Work),
    Openapi(openapi::OpenApi),
    Import(import::Import),
    ImportEvents(import_events::ImportEvents),
    Export(export::Export),
    Verify(verify::Verify),
    Metrics(metrics::Metrics),
    Seal(verify::Seal),
    Backup(backup::Backup),
    Restore(backup::Restore),
    Policy(policy::PolicyTool),
    Admin(admin::Admin),
    Clock(clock::ClockTool),
    Demo(demo::DemoTool),
    Webhook(webhook::WebhookTool),
    Triage(triage::TriageTool),
    Mail(mail::MailTool),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Trouble::from(error).told(),
    };
    let done = runtime.block_on(async {
        match cli.command {
            Command::Serve(tool) => tool.run().await,
            Command::Work(tool) => tool.run().await,
            Command::Openapi(tool) => tool.run(),
            Command::Import(tool) => tool.run().await,
            Command::ImportEvents(tool) => tool.run().await,
            Command::Export(tool) => tool.run().await,
            Command::Metrics(tool) => tool.run().await,
            Command::Verify(tool) => tool.run().await,
            Command::Seal(tool) => tool.run().await,
            Command::Backup(tool) => tool.run().await,
            Command::Restore(tool) => tool.run().await,
            Command::Policy(tool) => tool.run().await,
            Command::Admin(tool) => tool.run().await,
            Command::Clock(tool) => tool.run(),
            Command::Demo(tool) => tool.run().await,
            Command::Webhook(tool) => tool.run(),
            Command::Triage(tool) => tool.run().await,
            Command::Mail(tool) => tool.run(),
        }
    });
    done.unwrap_or_else(Trouble::told)
}
