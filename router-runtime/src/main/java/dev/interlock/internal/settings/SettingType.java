package dev.interlock.internal.settings;

import dev.interlock.internal.forwarding.Network;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Format and range of the values of a setting.
 *
 * @param <T> values of the setting
 */
public sealed interface SettingType<T> {
    /** Value that stands for an empty list or an empty string. */
    String NONE = "none";

    /**
     * Parses a value, which may be out of range.
     *
     * @throws IllegalArgumentException if the text is not a value
     */
    T read(String text);

    boolean allows(T value);

    /** Returns the description of the range, as text after "expected". */
    String range();

    /** Returns the text of a value, in the format of {@link #read}. */
    default String show(T value) {
        return value.toString();
    }

    /** Text that is not blank. */
    record Text(String range) implements SettingType<String> {
        @Override
        public String read(String text) {
            return text;
        }

        @Override
        public boolean allows(String value) {
            return !value.isBlank();
        }
    }

    /** Text, or {@code none} for an empty text. */
    record OptionalText(String range) implements SettingType<String> {
        @Override
        public String read(String text) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("blank");
            }
            return text.equals(NONE) ? "" : text;
        }

        @Override
        public boolean allows(String value) {
            return true;
        }

        @Override
        public String show(String value) {
            return value.isEmpty() ? NONE : value;
        }
    }

    /** Paths of files, joined by commas, or {@code none}. A path may be empty, to keep the position of later ones. */
    record Files(String range) implements SettingType<List<String>> {
        @Override
        public List<String> read(String text) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("blank");
            }
            List<String> files = new ArrayList<>();
            for (String each : text.equals(NONE) ? new String[0] : text.split(",", -1)) {
                files.add(each.strip());
            }
            return List.copyOf(files);
        }

        @Override
        public boolean allows(List<String> value) {
            return true;
        }

        @Override
        public String show(List<String> value) {
            return value.isEmpty() ? NONE : String.join(",", value);
        }
    }

    /** Number between two bounds, both included. */
    record Count(int least, int most) implements SettingType<Integer> {
        @Override
        public Integer read(String text) {
            return Integer.valueOf(text);
        }

        @Override
        public boolean allows(Integer value) {
            return value >= least && value <= most;
        }

        @Override
        public String range() {
            return least + " to " + most;
        }
    }

    /**
     * Number of bytes between two bounds, both included. The format is {@code 65536} or {@code 64k}, with the units
     * {@code k}, {@code m} and {@code g}.
     */
    record Size(int least, int most, boolean zeroAllowed) implements SettingType<Integer> {
        Size(int least, int most) {
            this(least, most, false);
        }

        @Override
        public Integer read(String text) {
            long bytes = Volume.parse(text);
            if (bytes != (int) bytes) {
                throw new IllegalArgumentException("more bytes than an int counts");
            }
            return (int) bytes;
        }

        @Override
        public boolean allows(Integer value) {
            return (zeroAllowed && value == 0) || (value >= least && value <= most);
        }

        @Override
        public String range() {
            return (zeroAllowed ? "0 or " : "") + show(least) + " to " + show(most) + " bytes";
        }

        @Override
        public String show(Integer value) {
            return Volume.text(value);
        }
    }

    /** Number of bytes on a disk. Like {@link Size}, but also allows 0, larger numbers and the unit {@code t}. */
    record Volume(long least, long most) implements SettingType<Long> {
        private static final String UNITS = "kmgt";
        private static final int UNIT_BITS = 10;

        static long parse(String text) {
            int last = text.length() - 1;
            int unit = last < 0 ? -1 : UNITS.indexOf(Character.toLowerCase(text.charAt(last)));
            if (unit < 0) {
                return Long.parseLong(text);
            }
            int bits = UNIT_BITS * (unit + 1);
            long number = Long.parseLong(text.substring(0, last));
            if (number << bits >> bits != number) {
                throw new IllegalArgumentException("more bytes than a long counts");
            }
            return number << bits;
        }

        static String text(long bytes) {
            long number = bytes;
            int unit = 0;
            while (number != 0 && number % 1024 == 0 && unit < UNITS.length()) {
                number /= 1024;
                unit++;
            }
            return unit == 0 ? String.valueOf(number) : number + String.valueOf(UNITS.charAt(unit - 1));
        }

        @Override
        public Long read(String text) {
            return parse(text);
        }

        @Override
        public boolean allows(Long value) {
            return value == 0 || (value >= least && value <= most);
        }

        @Override
        public String range() {
            return "0 or " + show(least) + " to " + show(most) + " bytes";
        }

        @Override
        public String show(Long value) {
            return text(value);
        }
    }

    /**
     * Duration between two bounds, both included: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}, {@code 1d}, or in
     * ISO 8601.
     */
    record Period(Duration least, Duration most, boolean zeroAllowed) implements SettingType<Duration> {
        @Override
        public Duration read(String text) {
            int end = 0;
            while (end < text.length() && Character.digit(text.charAt(end), 10) >= 0) {
                end++;
            }
            try {
                return end == 0 ? Duration.parse(text) : of(Long.parseLong(text, 0, end, 10), text.substring(end));
            } catch (DateTimeException | ArithmeticException e) {
                throw new IllegalArgumentException(e);
            }
        }

        private static Duration of(long number, String unit) {
            return switch (unit.toLowerCase(Locale.ROOT)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> {
                    if (number != 0 || !unit.isEmpty()) {
                        throw new IllegalArgumentException("no unit");
                    }
                    yield Duration.ZERO;
                }
            };
        }

        @Override
        public boolean allows(Duration value) {
            return (zeroAllowed && value.isZero()) || (value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
        }

        @Override
        public String range() {
            return (zeroAllowed ? "0 or " : "") + show(least) + " to " + show(most);
        }

        @Override
        public String show(Duration value) {
            if (value.isZero()) {
                return "0";
            }
            if (value.getNano() % 1_000_000 != 0) {
                return value.toString();
            }
            if (value.getNano() != 0) {
                return value.toMillis() + "ms";
            }
            long seconds = value.getSeconds();
            if (seconds % 86_400 == 0) {
                return seconds / 86_400 + "d";
            }
            if (seconds % 3600 == 0) {
                return seconds / 3600 + "h";
            }
            return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
        }
    }

    /**
     * Ranges of IP addresses, separated by commas: {@code 10.0.0.0/8, ::1}. The element {@code unix} stands for the
     * clients of unix domain sockets. The value {@code none} is an empty list.
     */
    record Networks() implements SettingType<List<Network>> {
        private static final String NONE = "none";

        @Override
        public List<Network> read(String text) {
            List<Network> networks = new ArrayList<>();
            if (!text.equalsIgnoreCase(NONE)) {
                for (String network : text.split(",", -1)) {
                    networks.add(Network.parse(network.strip()));
                }
            }
            return List.copyOf(networks);
        }

        @Override
        public boolean allows(List<Network> value) {
            return true;
        }

        @Override
        public String range() {
            return "none, or unix, IP addresses and networks, separated by commas";
        }

        @Override
        public String show(List<Network> value) {
            StringJoiner text = new StringJoiner(",");
            value.forEach(network -> text.add(network.toString()));
            return value.isEmpty() ? NONE : text.toString();
        }
    }

    /** Value that is on or off. */
    record Switch() implements SettingType<Boolean> {
        @Override
        public Boolean read(String text) {
            if (text.equalsIgnoreCase("true")) {
                return true;
            }
            if (text.equalsIgnoreCase("false")) {
                return false;
            }
            throw new IllegalArgumentException("neither true nor false");
        }

        @Override
        public boolean allows(Boolean value) {
            return true;
        }

        @Override
        public String range() {
            return "true or false";
        }
    }

    /**
     * Constant of an enum, or none. The text of a constant is the result of its {@code toString()}.
     *
     * @param none name of the value without a constant, such as {@code auto} or {@code off}
     */
    record Choice<E extends Enum<E>>(Class<E> constants, String none) implements SettingType<Optional<E>> {
        @Override
        public Optional<E> read(String text) {
            String name = text.replace('-', '_');
            if (name.equalsIgnoreCase(none)) {
                return Optional.empty();
            }
            for (E each : EnumSet.allOf(constants)) {
                if (each.toString().equalsIgnoreCase(name)) {
                    return Optional.of(each);
                }
            }
            throw new IllegalArgumentException("no such constant");
        }

        @Override
        public boolean allows(Optional<E> value) {
            return true;
        }

        @Override
        public String range() {
            StringJoiner all = new StringJoiner(", ").add(none);
            for (E each : EnumSet.allOf(constants)) {
                all.add(each.toString());
            }
            return "one of " + all;
        }

        @Override
        public String show(Optional<E> value) {
            return value.map(E::toString).orElse(none);
        }
    }
}
