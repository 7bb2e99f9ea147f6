package dev.interlock.example.shop;

/** Tests the stores of {@link Storage#POSTGRES}. */
final class PostgresStoresTest extends StoresContract {
    PostgresStoresTest() {
        super(Storage.POSTGRES);
    }
}
