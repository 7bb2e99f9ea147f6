//! Times matchit on the lookups that the Java benchmark writes: one router a method, as axum has it.
//!
//! Usage: matchit-peer ROUTES LOOKUPS SECONDS
//!
//! ROUTES has lines `METHOD template`, LOOKUPS has lines `METHOD path`. Prints nanoseconds per lookup: the median of
//! passes over all lookups.

use matchit::Router;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{env, fs};

fn pairs(file: &str) -> Vec<(String, String)> {
    fs::read_to_string(file)
        .unwrap_or_else(|e| panic!("{file}: {e}"))
        .lines()
        .map(|line| line.split_once(' ').expect("METHOD path"))
        .map(|(method, path)| (method.to_string(), path.to_string()))
        .collect()
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [routes, lookups, seconds] = &arguments[..] else {
        panic!("usage: matchit-peer ROUTES LOOKUPS SECONDS");
    };
    let mut numbers = BTreeMap::new();
    let mut routers: Vec<Router<usize>> = Vec::new();
    for (number, (method, template)) in pairs(routes).into_iter().enumerate() {
        let router = *numbers.entry(method).or_insert_with(|| {
            routers.push(Router::new());
            routers.len() - 1
        });
        routers[router].insert(template, number).expect("a route that matchit takes");
    }
    // The paths stand in one text, as they do in a server's read buffer.
    let mut text = String::new();
    let mut requests = Vec::new();
    for (method, path) in pairs(lookups) {
        requests.push((numbers[&method], text.len(), text.len() + path.len()));
        text.push_str(&path);
        text.push_str(" HTTP/1.1\r\n");
    }
    let pass = || {
        let mut sum = 0usize;
        for &(method, from, to) in black_box(&requests) {
            let found = routers[method].at(&text[from..to]).expect("a route");
            sum += *found.value + found.params.len();
        }
        black_box(sum)
    };
    let end = Instant::now() + Duration::from_secs_f64(seconds.parse().expect("seconds"));
    let mut times = Vec::new();
    while Instant::now() < end {
        let start = Instant::now();
        pass();
        times.push(start.elapsed().as_nanos() as f64 / requests.len() as f64);
    }
    times.sort_by(f64::total_cmp);
    println!("{:.2}", times[times.len() / 2]);
}
