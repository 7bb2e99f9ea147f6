package dev.interlock.example.shop;

/** Tests a shop in memory. */
final class BadParametersTest extends BadParametersContract {
    BadParametersTest() {
        super(Storage.MEMORY);
    }
}
