//! Measures matchit with the lookups of the Java benchmark. Has a router for each method, like axum.
//!
//! Usage: matchit-peer ROUTES LOOKUPS SECONDS
//!
//! ROUTES has lines `METHOD template`; the number of a route is the number of its line, from 0. LOOKUPS has lines
//! `METHOD path route captured`, where `captured` is the length of all values in the path. Checks every lookup
//! first. Prints nanoseconds per lookup: the median of passes over all lookups.

use matchit::Router;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{env, fs};

struct Lookup {
    router: usize,
    from: usize,
    to: usize,
}

/// Routers by the number of their method in `numbers`.
struct Routers {
    numbers: BTreeMap<String, usize>,
    routers: Vec<Router<usize>>,
}

impl Routers {
    fn read(file: &str) -> Self {
        let mut all = Routers { numbers: BTreeMap::new(), routers: Vec::new() };
        for (number, line) in read(file).lines().enumerate() {
            let (method, template) = line.split_once(' ').expect("METHOD template");
            let router = *all.numbers.entry(method.to_string()).or_insert_with(|| {
                all.routers.push(Router::new());
                all.routers.len() - 1
            });
            all.routers[router].insert(template, number).expect("a route that matchit takes");
        }
        all
    }

    /// The route of a lookup, and the total length of its captured parameters.
    fn find(&self, text: &str, lookup: &Lookup) -> (usize, usize) {
        let found = self.routers[lookup.router].at(&text[lookup.from..lookup.to]).expect("a route");
        (*found.value, found.params.iter().map(|(_, value)| value.len()).sum())
    }
}

fn read(file: &str) -> String {
    fs::read_to_string(file).unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// The checked lookups, and their request lines in one text, as in a server's read buffer.
fn checked_lookups(file: &str, routers: &Routers) -> (Vec<Lookup>, String) {
    let mut text = String::new();
    let mut lookups = Vec::new();
    let mut expected = Vec::new();
    for line in read(file).lines() {
        let [method, path, route, captured] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{file}: not METHOD path route captured: {line}");
        };
        let number = |word: &str| word.parse::<usize>().expect("a number");
        text.push_str(method);
        text.push(' ');
        lookups.push(Lookup { router: routers.numbers[method], from: text.len(), to: text.len() + path.len() });
        expected.push((number(route), number(captured)));
        text.push_str(path);
        text.push_str(" HTTP/1.1\r\n");
    }
    for (lookup, expected) in lookups.iter().zip(&expected) {
        assert_eq!(routers.find(&text, lookup), *expected, "{}", &text[lookup.from..lookup.to]);
    }
    (lookups, text)
}

/// Nanoseconds per lookup in one pass over all lookups.
fn time_pass(routers: &Routers, text: &str, lookups: &[Lookup]) -> f64 {
    let start = Instant::now();
    let mut sum = 0;
    for lookup in black_box(lookups) {
        let (route, captured) = routers.find(text, lookup);
        sum += route + captured;
    }
    black_box(sum);
    start.elapsed().as_nanos() as f64 / lookups.len() as f64
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [routes, lookups, seconds] = &arguments[..] else {
        panic!("usage: matchit-peer ROUTES LOOKUPS SECONDS");
    };
    let routers = Routers::read(routes);
    let (lookups, text) = checked_lookups(lookups, &routers);
    let end = Instant::now() + Duration::from_secs_f64(seconds.parse().expect("seconds"));
    let mut times = Vec::new();
    while times.is_empty() || Instant::now() < end {
        times.push(time_pass(&routers, &text, &lookups));
    }
    times.sort_by(f64::total_cmp);
    println!("{:.2}", times[times.len() / 2]);
}
