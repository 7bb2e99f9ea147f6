package dev.interlock.agreement;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.interlock.agreement.RequestCorpus.Sample;
import dev.interlock.agreement.SmugglingAttempts.Attempt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Searches for bytes that our reader and Netty's strict decoder read differently. Add a row to {@link AgreementTest}
 * for each finding. The file that the fuzzer writes is not enough, because its meaning changes with {@link WireWords}.
 */
@Tag("fuzz")
final class HttpFuzzTest {
    static Stream<byte[]> wires() {
        return Stream.of(
                        RequestCorpus.all().stream().map(Sample::bytes),
                        SmugglingAttempts.all().stream().map(Attempt::bytes),
                        AgreementTest.wires())
                .flatMap(wires -> wires);
    }

    static Stream<byte[]> seeds() {
        return wires().map(WireWords::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsWhatNettyReads(byte[] words) {
        Agreement.check(WireWords.spelled(words));
    }
}
