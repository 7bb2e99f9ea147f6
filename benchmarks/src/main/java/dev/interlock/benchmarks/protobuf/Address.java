package dev.interlock.benchmarks.protobuf;

/** Where an order goes. */
record Address(String name, String street, String city, String postcode, String country) {}
