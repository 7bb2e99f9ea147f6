package dev.interlock.benchmarks.protobuf;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that all libraries read the same values from the same bytes, and write the same values from the same objects.
 */
final class AgreementTest {
    @ParameterizedTest
    @EnumSource
    void allPayloads(Payload payload) throws Exception {
        Agreement agreement = new Agreement(payload);
        for (Contender contender : Contender.values()) {
            agreement.verify(contender, contender.open(payload));
        }
    }

    @ParameterizedTest
    @EnumSource
    void payloadsHaveTheirSize(Payload payload) {
        double size = payload.messages().stream()
                .mapToInt(message -> message.length)
                .average()
                .orElseThrow();
        double named = switch (payload) {
            case SMALL -> 300;
            case LARGE -> 10_000;
            case BATCH -> 1_000_000;
        };
        assertThat(size / named).isWithin(0.05).of(1);
    }

    @Test
    void findsDifference() {
        Agreement agreement = new Agreement(Payload.SMALL);
        Codec other = new GoogleCodec(Payload.SMALL, List.of(new Orders(-1).order(3)));
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> agreement.verify(Contender.PROTOBUF_JAVA, other));
        assertThat(thrown).hasMessageThat().contains("protobuf-java writes message 0 of SMALL");
    }

    @Test
    void findsDifferenceOfProst() {
        Agreement agreement = new Agreement(Payload.BATCH);
        ProstPeer.Output nothing = new ProstPeer.Output(List.of(), List.of());
        ProstPeer.Output wrong = new ProstPeer.Output(List.of(new long[] {1, 2, 3}), Payload.BATCH.messages());
        assertThrows(IllegalStateException.class, () -> agreement.verify(nothing));
        assertThrows(IllegalStateException.class, () -> agreement.verify(wrong));
    }

    @Test
    void framesMessages() {
        List<byte[]> messages = List.of(new byte[] {1, 2, 3}, new byte[0], new byte[] {-1});
        List<byte[]> back = ProstPeer.unframe(ProstPeer.frame(messages));
        assertThat(back).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(back.get(i)).isEqualTo(messages.get(i));
        }
    }
}
