package dev.interlock.file;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-, 0, 9",
        "bytes=3-5, 3, 5",
        "bytes=3-100, 3, 9",
        "bytes=3-99999999999999999999999, 3, 9",
        "bytes=-3, 7, 9",
        "bytes=-100, 0, 9",
        "bytes=-99999999999999999999999, 0, 9",
        "BYTES=9-9, 9, 9",
        "'bytes= 1-2', 1, 2",
        "'bytes=1-2,', 1, 2",
        "'bytes=,,1-2', 1, 2",
        "'bytes=0-1,2-3', 0, 3",
        "'bytes=5-9 , 0-5', 0, 9",
        "'bytes=0-8,2-3', 0, 8",
        "'bytes=0-1,50-60', 0, 1"
    })
    void parsesRangesOfTenBytes(String value, long first, long last) {
        assertThat(ByteRange.parse(value, 10)).isEqualTo(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999-", "bytes=10-,-0"})
    void rejectsRangesOutsideOfTenBytes(String value) {
        assertThat(ByteRange.parse(value, 10)).isEqualTo(ByteRange.UNSATISFIABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=,",
                "bytes=-",
                "bytes=a-",
                "bytes=1",
                "bytes=1-a",
                "bytes=2-1",
                "bytes=--1",
                "bytes=+1-2",
                "bytes=1 -2",
                "bytes=0x1-2",
                "bytes=٣-",
                "items=0-1",
                "bytes=0-1,x",
                "bytes =0-1",
                "bytes=0-1,5-6"
            })
    void ignoresInvalidField(String value) {
        assertThat(ByteRange.parse(value, 10)).isNull();
    }

    @Test
    void emptyFileHasNoRange() {
        assertThat(ByteRange.parse("bytes=0-", 0)).isEqualTo(ByteRange.UNSATISFIABLE);
        assertThat(ByteRange.parse("bytes=-5", 0)).isNull();
        assertThat(ByteRange.parse(null, 10)).isNull();
    }

    @Test
    void ignoresManyRangesEvenIfTheyJoin() {
        assertThat(ByteRange.parse("bytes=" + "0-1,".repeat(16), 10)).isEqualTo(new ByteRange(0, 1));
        assertThat(ByteRange.parse("bytes=" + "0-1,".repeat(17), 10)).isNull();
        assertThat(ByteRange.parse("bytes=" + ",".repeat(10_000) + "0-1", 10)).isEqualTo(new ByteRange(0, 1));
    }

    /** One range of the field. A negative number stands for a missing position. */
    record Element(int first, int last) {
        @Override
        public String toString() {
            return (first < 0 ? "" : first) + "-" + (last < 0 ? "" : last);
        }

        boolean isValid() {
            return (first >= 0 || last >= 0) && (first < 0 || last < 0 || first <= last);
        }

        void mark(BitSet wanted, int size) {
            for (int i = 0; i < size; i++) {
                boolean isIn = first < 0 ? i >= size - last : i >= first && (last < 0 || i <= last);
                wanted.set(i, wanted.get(i) || isIn);
            }
        }
    }

    @Provide
    Arbitrary<Element> element() {
        Arbitrary<Integer> number = Arbitraries.integers().between(-1, 25);
        return number.flatMap(first -> number.map(last -> new Element(first, last)));
    }

    @Property
    void agreesWithSetOfBytes(
            @ForAll @IntRange(min = 1, max = 20) int size,
            @ForAll("elements") @Size(min = 1, max = 6) List<Element> elements) {
        String value = elements.stream().map(Element::toString).collect(Collectors.joining(",", "bytes=", ""));
        assertWithMessage("%s of %s", value, size)
                .that(ByteRange.parse(value, size))
                .isEqualTo(expected(elements, size));
    }

    @Provide
    Arbitrary<List<Element>> elements() {
        return element().list().ofMinSize(1).ofMaxSize(6);
    }

    private static @Nullable ByteRange expected(List<Element> elements, int size) {
        BitSet wanted = new BitSet();
        for (Element element : elements) {
            if (!element.isValid()) {
                return null;
            }
            element.mark(wanted, size);
        }
        if (wanted.isEmpty()) {
            return ByteRange.UNSATISFIABLE;
        }
        int first = wanted.nextSetBit(0);
        int end = wanted.nextClearBit(first);
        return wanted.nextSetBit(end) < 0 ? new ByteRange(first, end - 1) : null;
    }
}
