package dev.interlock.example.shop;

import dev.interlock.testing.AllocationProbe;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that the hot reads of the catalog allocate nothing, through all filters of the shop, with both storages. */
final class CatalogAllocationTest {
    @ParameterizedTest
    @EnumSource
    void readingPriceAndStockAllocatesNothing(Storage storage) {
        try (RunningShop shop = new RunningShop(storage)) {
            AllocationProbe.of(shop.router())
                    .get("/v1/catalog/products/1/price?quantity=3")
                    .get("/v1/catalog/products/2/stock")
                    .get("/v1/catalog/products/2/stock", "Accept: text/plain, */*;q=0.1")
                    .assertNothingAllocated();
        }
    }
}
