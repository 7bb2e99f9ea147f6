package dev.interlock.bytes;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.internal.message.ReceivedHead;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LeaseTest {
    private final Lease lease = new Lease();

    @Test
    void namesPlaceOfFirstThousandObjects() {
        List<Object> objects = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            objects.add(lease.handOut(new Slice()));
        }
        lease.end();
        assertThat(lease.late(objects.get(999)))
                .hasCauseThat()
                .hasMessageThat()
                .isEqualTo("The Slice was handed out here");
        assertThat(lease.late(objects.get(1_000)))
                .hasCauseThat()
                .hasMessageThat()
                .isEqualTo("The request began here");
        assertThat(lease.late(objects.get(1_000))).hasMessageThat().startsWith("The Slice was used after the end");
    }

    @Test
    void namesPublicType() throws IOException {
        assertThat(name(new ReceivedHead())).isEqualTo("RequestHead");
        assertThat(name((Runnable) () -> {})).isEqualTo("Runnable");
        try (var stream = new FilterInputStream(new ByteArrayInputStream(new byte[0])) {}) {
            assertThat(name(stream)).isEqualTo("InputStream");
        }
    }

    private String name(Object object) {
        String message = Objects.requireNonNull(lease.late(object).getMessage());
        return message.substring("The ".length(), message.indexOf(" was used"));
    }
}
