package dev.interlock.example.shop.catalog;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.example.shop.refusal.Refusal;
import org.junit.jupiter.api.Test;

final class SaleTest {
    private final Sale sale = new Sale();

    @Test
    void sortsProducts() {
        sale.add(5, 50);
        sale.add(1, 10);
        sale.add(3, 30);
        sale.add(9, 90);
        assertThat(sale.size()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            assertThat(sale.units(i)).isEqualTo(10 * sale.productId(i));
        }
        assertThat(sale.productId(1)).isEqualTo(3);
    }

    @Test
    void rejectsRepeatedProduct() {
        sale.add(5, 1);
        sale.add(7, 1);
        assertThrows(Refusal.class, () -> sale.add(5, 1));
        assertThrows(Refusal.class, () -> sale.add(7, 1));
        assertThat(sale.size()).isEqualTo(2);
    }

    @Test
    void limitsProductsAndUnits() {
        assertThrows(Refusal.class, () -> sale.add(1, 0));
        assertThrows(Refusal.class, () -> sale.add(1, Sale.MAX_UNITS + 1));
        for (int i = 0; i < Sale.MAX_PRODUCTS; i++) {
            sale.add(i, Sale.MAX_UNITS);
        }
        assertThrows(Refusal.class, () -> sale.add(1000, 1));
        sale.clear();
        sale.add(1000, 1);
        assertThat(sale.size()).isEqualTo(1);
    }

    @Test
    void totalCoversAllUnits() {
        sale.add(2, 3);
        sale.add(1, 2);
        sale.unitPrice(0, 100);
        sale.unitPrice(1, 10);
        assertThat(sale.total()).isEqualTo(2 * 100 + 3 * 10);
    }
}
