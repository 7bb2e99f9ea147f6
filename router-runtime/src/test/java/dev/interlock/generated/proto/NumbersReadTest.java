package dev.interlock.generated.proto;

import static com.google.common.truth.Truth.assertWithMessage;

import com.google.protobuf.CodedInputStream;
import dev.interlock.http.HttpException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads arbitrary bytes as numbers, and compares the result with protobuf-java. */
class NumbersReadTest {
    private static final int SEED = 3;
    private static final int ROUNDS = 20_000;

    /** A type, and three ways to read it: into a slot, in a packed run, and with protobuf-java. */
    private record Type(String name, Single single, Run run, Reader reader) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Type> types() {
        return Stream.of(
                new Type("int64", Scalars::int64, Packed::int64, CodedInputStream::readInt64),
                new Type("int32", Scalars::int32, Packed::int32, in -> (long) in.readInt32()),
                new Type("uint32", Scalars::uint32, Packed::uint32, in -> in.readUInt32() & 0xffff_ffffL),
                new Type("sint64", Scalars::sint64, Packed::sint64, CodedInputStream::readSInt64),
                new Type("sint32", Scalars::sint32, Packed::sint32, in -> (long) in.readSInt32()),
                new Type("bool", Scalars::bool, Packed::bool, in -> in.readBool() ? 1L : 0L),
                new Type("fixed64", bounded(Scalars::fixed64), Packed::fixed64, CodedInputStream::readFixed64),
                new Type("fixed32", bounded(Scalars::fixed32), Packed::fixed32, in -> in.readFixed32() & 0xffff_ffffL),
                new Type("sfixed32", bounded(Scalars::sfixed32), Packed::sfixed32, in -> (long) in.readSFixed32()));
    }

    /** Returns a reader of a single number of a fixed size, which must end within the message. */
    private static Single bounded(Run read) {
        return (tape, at, slot) -> read.read(tape, at, tape.end, slot);
    }

    private interface Single {
        int read(Tape tape, int at, int slot);
    }

    private interface Run {
        int read(Tape tape, int at, int end, int slot);
    }

    private interface Reader {
        long read(CodedInputStream in) throws IOException;
    }

    private final Random random = new Random(SEED);
    private final Tape tape = new Tape();

    /**
     * Returns random bytes, most with the high bit set, so that varints of each length occur, including too long ones.
     */
    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        int share = random.nextInt(12);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(0x80) | (random.nextInt(12) < share ? 0x80 : 0));
        }
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsNumberLikeProtobuf(Type type) {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = bytes();
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            assertWithMessage("%s %s %s", Arrays.toString(bytes), from, to)
                    .that(ours(type, bytes, from, to))
                    .isEqualTo(theirs(type, bytes, from, to));
        }
    }

    private String ours(Type type, byte[] bytes, int from, int to) {
        tape.begin(bytes, from, to);
        int slot = tape.record(1);
        try {
            int at = type.single.read(tape, from, slot);
            // A number beyond the end is rejected when the message ends.
            return at > to ? "refused" : tape.at(slot) + " to " + at;
        } catch (HttpException e) {
            return "refused";
        }
    }

    private static String theirs(Type type, byte[] bytes, int from, int to) {
        CodedInputStream in = CodedInputStream.newInstance(bytes, from, to - from);
        try {
            return type.reader.read(in) + " to " + (from + in.getTotalBytesRead());
        } catch (IOException e) {
            return "refused";
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsPackedNumbersLikeProtobuf(Type type) {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = bytes();
            if (bytes.length > 0) {
                bytes[0] = (byte) random.nextInt(bytes.length + 1);
                assertWithMessage(Arrays.toString(bytes))
                        .that(ourRun(type, bytes))
                        .isEqualTo(theirRun(type, bytes));
            }
        }
    }

    private List<Long> ourRun(Type type, byte[] bytes) {
        tape.begin(bytes, 0, bytes.length);
        int slot = tape.record(1);
        try {
            type.run.read(tape, 0, bytes.length, slot);
        } catch (HttpException e) {
            return List.of();
        }
        return Arrays.stream(new LongElements(tape).at(slot).toArray()).boxed().toList();
    }

    private static List<Long> theirRun(Type type, byte[] bytes) {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        List<Long> values = new ArrayList<>();
        try {
            in.pushLimit(in.readRawVarint32());
            while (in.getBytesUntilLimit() > 0) {
                values.add(type.reader.read(in));
            }
            return values;
        } catch (IOException e) {
            return List.of();
        }
    }

    @Test
    void readsLongTagsAndLengthsLikeProtobuf() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = bytes();
            if (bytes.length > 0) {
                bytes[0] |= (byte) 0x80;
                assertWithMessage(Arrays.toString(bytes)).that(ourTag(bytes)).isEqualTo(theirTag(bytes));
            }
        }
    }

    private String ourTag(byte[] bytes) {
        tape.begin(bytes, 0, bytes.length);
        try {
            long tag = Wire.tag(tape, 0);
            return Wire.second(tag) + " to " + Wire.first(tag);
        } catch (HttpException e) {
            return "refused";
        }
    }

    private static String theirTag(byte[] bytes) {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        try {
            return in.readRawVarint32() + " to " + in.getTotalBytesRead();
        } catch (IOException e) {
            return "refused";
        }
    }
}
