package dev.interlock.example.shop;

/** Tests the stores of {@link Storage#MEMORY}. */
final class InMemoryStoresTest extends StoresContract {
    InMemoryStoresTest() {
        super(Storage.MEMORY);
    }
}
