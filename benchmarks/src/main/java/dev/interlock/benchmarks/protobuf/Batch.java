package dev.interlock.benchmarks.protobuf;

import java.util.List;

/** Orders on their way to somewhere. */
record Batch(long id, List<Order> orders) {}
