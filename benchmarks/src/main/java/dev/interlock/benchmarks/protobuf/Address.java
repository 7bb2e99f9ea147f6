package dev.interlock.benchmarks.protobuf;

/** Destination of an order. */
record Address(String name, String street, String city, String postcode, String country) {}
