package dev.interlock.example.shop;

/** Tests a shop with a database. */
final class BadParametersDatabaseTest extends BadParametersContract {
    BadParametersDatabaseTest() {
        super(Storage.POSTGRES);
    }
}
