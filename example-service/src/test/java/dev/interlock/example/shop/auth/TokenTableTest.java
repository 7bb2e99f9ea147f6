package dev.interlock.example.shop.auth;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.access.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TokenTableTest {
    private final TokenTable table = new TokenTable();

    private static Session session(String token) {
        return new Session(new Caller(1, Role.CUSTOMER), token, Instant.EPOCH, "refresh " + token, Instant.EPOCH);
    }

    @Test
    void findsTokenWithinText() {
        Session session = session("abc");
        table.add(session);
        assertThat(table.find("Bearer abc", 7)).isSameInstanceAs(session);
        assertThat(table.find("Bearer abcd", 7)).isNull();
        assertThat(table.find("Bearer ab", 7)).isNull();
        assertThat(table.find("Bearer ", 7)).isNull();
    }

    @Test
    void agreesWithMap() {
        Map<String, Session> map = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            // These tokens consist of few different characters, so that many of them collide.
            String token = Integer.toString(random.nextInt(300), 3);
            Session known = map.remove(token);
            if (known == null) {
                known = session(token);
                map.put(token, known);
                table.add(known);
            } else {
                table.remove(known);
                table.remove(known);
            }
            for (int each = 0; each < 300; each++) {
                String asked = Integer.toString(each, 3);
                assertThat(table.find(asked, 0)).isSameInstanceAs(map.get(asked));
            }
        }
    }
}
