package dev.interlock.example.shop.testing;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class TemplateTest {
    @Test
    void matchesEverySortOfSegment() {
        assertThat(new Template("/v1/orders").matches("/v1/orders")).isTrue();
        assertThat(new Template("/v1/orders").matches("/v1/orders/")).isFalse();
        assertThat(new Template("/{id}:cancel").matches("/7:cancel")).isTrue();
        assertThat(new Template("/{id}:cancel").matches("/:cancel")).isFalse();
        assertThat(new Template("/{sku:[A-Z]{3}-[0-9]{4}}").matches("/BOK-0001"))
                .isTrue();
        assertThat(new Template("/{sku:[A-Z]{3}-[0-9]{4}}").matches("/BOK-1")).isFalse();
        assertThat(new Template("/docs/{*page}").matches("/docs/")).isTrue();
        assertThat(new Template("/docs/{*page}").matches("/docs/a/b")).isTrue();
        assertThat(new Template("/docs/{*page}").matches("/docs")).isFalse();
    }

    @Test
    void replacesOneVariable() {
        Template template = new Template("/a/{id}:cancel/{sku:[A-Z]{3}}");

        assertThat(template.variables()).containsExactly("id", "sku").inOrder();
        assertThat(template.replace("/a/7:cancel/ABC", "id", "x")).isEqualTo("/a/x:cancel/ABC");
        assertThat(template.replace("/a/7:cancel/ABC", "sku", "x")).isEqualTo("/a/7:cancel/x");
    }
}
