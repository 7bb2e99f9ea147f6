package dev.interlock.http2.internal.stream;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http2.internal.Hex;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.error.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of RFC 9113 section 6.5. */
final class SettingsTest {
    private final PeerSettings peer = new PeerSettings();

    @Test
    void defaults() {
        assertThat(peer.headerTableSize()).isEqualTo(4096);
        assertThat(peer.initialWindow()).isEqualTo(65_535);
        assertThat(peer.maxFrame()).isEqualTo(16_384);
        assertThat(peer.maxHeaderList()).isEqualTo(0xffffffffL);
        assertThat(peer.isWithoutOldPriorities()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0", "1, 4294967295", "2, 0", "2, 1", "3, 0", "3, 4294967295", "4, 0", "4, 2147483647", "5, 16384",
        "5, 16777215", "6, 0", "6, 4294967295", "7, 99", "8, 0", "8, 1", "9, 0", "9, 1", "2570, 4294967295"
    })
    void accepts(int identifier, long value) {
        assertThat(peer.set(identifier, value)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, ENABLE_PUSH, PROTOCOL_ERROR",
        "4, 2147483648, INITIAL_WINDOW, FLOW_CONTROL_ERROR",
        "5, 16383, MAX_FRAME_SIZE, PROTOCOL_ERROR",
        "5, 16777216, MAX_FRAME_SIZE, PROTOCOL_ERROR",
        "8, 2, CONNECT_PROTOCOL, PROTOCOL_ERROR",
        "9, 2, NO_PRIORITIES, PROTOCOL_ERROR"
    })
    void rejects(int identifier, long value, Violation violation, ErrorCode code) {
        assertThat(peer.set(identifier, value)).isEqualTo(violation);
        assertThat(violation.code()).isEqualTo(code);
    }

    @Test
    void appliesValues() {
        peer.set(PeerSettings.HEADER_TABLE_SIZE, 100);
        peer.set(PeerSettings.INITIAL_WINDOW_SIZE, 1);
        peer.set(PeerSettings.MAX_FRAME_SIZE, 20_000);
        peer.set(PeerSettings.MAX_HEADER_LIST_SIZE, 300);
        peer.set(PeerSettings.NO_RFC7540_PRIORITIES, 1);
        assertThat(peer.headerTableSize()).isEqualTo(100);
        assertThat(peer.initialWindow()).isEqualTo(1);
        assertThat(peer.maxFrame()).isEqualTo(20_000);
        assertThat(peer.maxHeaderList()).isEqualTo(300);
        assertThat(peer.isWithoutOldPriorities()).isTrue();
    }

    /** RFC 9218 section 2.1. */
    @Test
    void prioritiesMustNotChange() {
        peer.ended();
        assertThat(peer.set(PeerSettings.NO_RFC7540_PRIORITIES, 0)).isNull();
        assertThat(peer.set(PeerSettings.NO_RFC7540_PRIORITIES, 1)).isEqualTo(Violation.NO_PRIORITIES);
    }

    @Test
    void payloadHasOnlyChangedValues() {
        byte[] payload = LocalSettings.DEFAULT.payload();
        assertThat(Hex.of(payload, 0, payload.length)).isEqualTo("000300000064" + "000600004000" + "000900000001");
        byte[] other = new LocalSettings(0, 1, 1 << 20, 1 << 15, 100, true).payload();
        assertThat(Hex.of(other, 0, other.length))
                .isEqualTo("000100000000" + "000300000001" + "000400100000" + "000500008000" + "000600000064"
                        + "000800000001" + "000900000001");
    }

    @Test
    void acknowledgementsHaveALimit() {
        SettingsAcks acks = new SettingsAcks(100);
        assertThat(acks.acknowledged(0)).isEqualTo(Violation.UNEXPECTED_ACK);
        acks.sent(1000);
        acks.sent(1050);
        assertThat(acks.check(1100)).isNull();
        assertThat(acks.check(1101)).isEqualTo(Violation.SETTINGS_NOT_ACKNOWLEDGED);
        assertThat(acks.acknowledged(1100)).isNull();
        assertThat(acks.isPending()).isTrue();
        assertThat(acks.check(1200)).isNull();
        assertThat(acks.acknowledged(1200)).isNull();
        assertThat(acks.check(Long.MAX_VALUE)).isNull();
        assertThat(acks.acknowledged(1200)).isEqualTo(Violation.UNEXPECTED_ACK);
    }
}
