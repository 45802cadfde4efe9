//! The program from outside: killed, its disk full, its record tampered with, its tools, the doors for platforms. In one
//! program, which is linked once, and whose waiting ones leave the machine to the others.

mod disk_full;
mod inbound;
mod platforms;
mod served;
mod tampering;
mod tool;
mod tools;
mod torture;
mod triage;
