package dev.interlock.internal.settings;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.settings.SettingType.Choice;
import dev.interlock.internal.settings.SettingType.Period;
import dev.interlock.internal.settings.SettingType.Size;
import dev.interlock.internal.settings.SettingType.Switch;
import dev.interlock.internal.settings.SettingType.Volume;
import dev.interlock.internal.transport.Transport;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingTypeTest {
    private static final Size SIZE = new Size(0, Integer.MAX_VALUE);
    private static final Volume VOLUME = new Volume(0, Long.MAX_VALUE);
    private static final Period PERIOD = new Period(Duration.ofMillis(1), Duration.ofDays(1), true);

    @ParameterizedTest
    @CsvSource({"0,0", "65536,65536", "64k,65536", "64K,65536", "1m,1048576", "1g,1073741824", "-1,-1"})
    void readsBytes(String text, int bytes) {
        assertThat(SIZE.read(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "1.5m", "64kb", "2g", "1e3", "2147483648", "9999999999k", "0x10", "1 k"})
    void refusesWhatIsNoBytes(String text) {
        assertThrows(IllegalArgumentException.class, () -> SIZE.read(text));
    }

    @Property
    void readsBytesAsItShowsThem(@ForAll @IntRange(max = Integer.MAX_VALUE) int bytes) {
        assertThat(SIZE.read(SIZE.show(bytes))).isEqualTo(bytes);
        int pages = bytes & ~0xfff;
        assertThat(SIZE.read(SIZE.show(pages))).isEqualTo(pages);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "5g,5368709120", "1t,1099511627776", "3000000000,3000000000"})
    void readsBytesOfDisk(String text, long bytes) {
        assertThat(VOLUME.read(text)).isEqualTo(bytes);
        assertThat(VOLUME.read(VOLUME.show(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "1.5m", "9999999999t", "99999999999999999999"})
    void rejectsInvalidVolumes(String text) {
        assertThrows(IllegalArgumentException.class, () -> VOLUME.read(text));
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1023,false", "1024,true", "2048,true", "2049,false"})
    void allowsZeroBesideRangeOfBytes(int bytes, boolean allowed) {
        assertThat(new Size(1024, 2048, true).allows(bytes)).isEqualTo(allowed);
        assertThat(new Volume(1024, 2048).allows((long) bytes)).isEqualTo(allowed);
        assertThat(new Size(1024, 2048).allows(bytes)).isEqualTo(allowed && bytes > 0);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "TRUE,true", "false,false", "False,false"})
    void readsSwitches(String text, boolean on) {
        assertThat(new Switch().read(text)).isEqualTo(on);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "on", "1", "true "})
    void refusesWhatIsNoSwitch(String text) {
        assertThrows(IllegalArgumentException.class, () -> new Switch().read(text));
    }

    @ParameterizedTest
    @CsvSource({
        "10s,PT10S",
        "500ms,PT0.5S",
        "2m,PT2M",
        "1h,PT1H",
        "1d,PT24H",
        "0,PT0S",
        "0s,PT0S",
        "5S,PT5S",
        "PT10S,PT10S",
        "pt1.5s,PT1.5S",
        "P1D,PT24H",
        "-PT1S,PT-1S"
    })
    void readsDurations(String text, Duration duration) {
        assertThat(PERIOD.read(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "s",
                "1.5s",
                "10 s",
                "10min",
                "-1s",
                "99999999999999999999s",
                "PT",
                "9223372036854775807d"
            })
    void refusesWhatIsNoDuration(String text) {
        assertThrows(IllegalArgumentException.class, () -> PERIOD.read(text));
    }

    @Property
    void readsDurationsAsItShowsThem(
            @ForAll @LongRange(max = 100_000_000_000L) long number, @ForAll @IntRange(max = 4) int unit) {
        long nanos = new long[] {1, 1_000_000, 1_000_000_000, 60_000_000_000L, 3_600_000_000_000L}[unit];
        Duration duration = Duration.ofNanos(nanos).multipliedBy(number);
        assertThat(PERIOD.read(PERIOD.show(duration))).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1ms,true", "1d,true", "PT0.0009S,false", "P1DT1S,false", "-PT1S,false"})
    void boundsDurations(String text, boolean allowed) {
        assertThat(PERIOD.allows(PERIOD.read(text))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"io_uring,IO_URING", "IO-URING,IO_URING", "nio,NIO"})
    void readsConstants(String text, Transport.Kind transport) {
        assertThat(new Choice<>(Transport.Kind.class, "auto").read(text)).isEqualTo(Optional.of(transport));
    }

    @Test
    void readsAutomaticChoice() {
        Choice<Transport.Kind> type = new Choice<>(Transport.Kind.class, "auto");
        assertThat(type.read("Auto")).isEqualTo(Optional.empty());
        assertThat(type.show(Optional.empty())).isEqualTo("auto");
        assertThat(type.range()).isEqualTo("one of auto, io_uring, epoll, kqueue, nio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "uring", "iouring", "nio2"})
    void refusesWhatIsNoConstant(String text) {
        Choice<Transport.Kind> type = new Choice<>(Transport.Kind.class, "auto");
        assertWithMessage(type.range())
                .that(assertThrows(IllegalArgumentException.class, () -> type.read(text)))
                .isNotNull();
    }
}
