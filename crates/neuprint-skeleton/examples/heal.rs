//! Heals an SWC file: `cargo run -p neuprint-skeleton --example heal -- neuron.swc > healed.swc`

use neuprint_skeleton::{HealOptions, Skeleton, heal};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name an SWC file")?;
    let healed = heal(&Skeleton::parse(&std::fs::read(path)?)?, HealOptions::default());
    eprintln!("{} fragments, {} bridges", healed.fragments_before, healed.bridges.len());
    for bridge in &healed.bridges {
        eprintln!("  {:.1}", bridge.length);
    }
    print!("{}", healed.skeleton.to_swc());
    Ok(())
}
