package dev.interlock.example.shop;

/** Tests a shop in memory. */
final class EveryPathTest extends EveryPathContract {
    EveryPathTest() {
        super(Storage.MEMORY);
    }
}
