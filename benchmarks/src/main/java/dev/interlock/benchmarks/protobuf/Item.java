package dev.interlock.benchmarks.protobuf;

/** A line of an order. */
record Item(String sku, String title, int quantity, long price, double weight, int discount) {}
