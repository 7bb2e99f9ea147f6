package dev.interlock.processor.testing.proto;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Searches for bytes that a view reads differently from protobuf-java. If it finds such bytes, add a separate test for
 * them, because the schema of this test may change.
 */
final class ProtoFuzzTest {
    private static final int SEEDS = 60;
    private static final int LONGEST = 500;
    private static final ReadAgreement AGREEMENT = agreement();

    private static ReadAgreement agreement() {
        try {
            return ReadAgreement.ofAll(CompiledSchema.ofPlainViews(RichSchema.of(Syntax.EDITION_2023)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<byte[]> seeds() {
        Random random = new Random(1);
        Schema schema = RichSchema.of(Syntax.EDITION_2023);
        return Stream.generate(() -> new VariedWire(random).write(new RandomMessages(random).next(schema.twinRoot())))
                .filter(bytes -> bytes.length <= LONGEST)
                .limit(SEEDS);
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsWhatProtobufJavaReads(byte[] bytes) {
        AGREEMENT.check(bytes);
    }
}
