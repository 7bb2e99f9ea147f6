package dev.interlock.example.shop.database;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseUrlTest {
    @Test
    void readsAddressOfPlatform() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://shop:s%40cret+1@db.example:5433/orders?sslmode=require");

        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example:5433/orders?sslmode=require");
        assertThat(url.user()).isEqualTo("shop");
        assertThat(url.password()).isEqualTo("s@cret+1");
    }

    @Test
    void accountAndPortMayBeMissing() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://db.example/orders");

        assertThat(url).isEqualTo(new DatabaseUrl("jdbc:postgresql://db.example/orders", null, null));
        assertThat(DatabaseUrl.parse("postgres://shop@db.example/orders").password())
                .isNull();
    }

    @Test
    void addressOfJdbcIsForDriver() {
        String text = "jdbc:postgresql://db.example/orders?user=shop&password=secret";

        assertThat(DatabaseUrl.parse(text)).isEqualTo(new DatabaseUrl(text, null, null));
    }

    @Test
    void textHasNoPassword() {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db.example/orders?password=secret")
                        .toString())
                .isEqualTo("jdbc:postgresql://db.example/orders");
        assertThat(DatabaseUrl.parse("postgres://shop:secret@db.example/orders").toString())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://shop:secret@db.example/orders | has the scheme 'mysql'",
                "db.example/orders | has the scheme 'null'",
                "postgres://shop:sec ret@db.example/orders | is not a URL",
                "postgres://shop:sec#ret@db.example/orders | has no host",
                "postgres://shop:secret@db.example | has no database name",
                "postgres://shop:secret@db.example/ | has no database name",
                "postgres:///orders | has no host"
            })
    void rejectsOtherTextsWithoutPassword(String text, String message) {
        DatabaseException failure = assertThrows(DatabaseException.class, () -> DatabaseUrl.parse(text));

        assertThat(failure).hasMessageThat().contains(message);
        assertThat(failure).hasMessageThat().contains("expected postgres://user:password@host:5432/name");
        assertThat(failure).hasMessageThat().doesNotContain("sec");
    }
}
