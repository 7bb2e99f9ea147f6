package dev.interlock.example.shop;

/** Tests a shop with a database. */
final class EveryPathDatabaseTest extends EveryPathContract {
    EveryPathDatabaseTest() {
        super(Storage.POSTGRES);
    }
}
