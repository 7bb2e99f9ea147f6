package dev.interlock.agreement;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.agreement.RequestCorpus.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our reader reads each request of the corpus as expected: whole, in pieces and in pairs. */
final class RequestCorpusTest {
    static List<Sample> all() {
        return RequestCorpus.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void hasItsOutcome(Sample sample) {
        Reading reading = WireReader.read(sample.bytes());
        if (sample.outcome().equals(RequestCorpus.READ)) {
            assertThat(reading.end()).isEqualTo(Reading.MORE);
            assertThat(reading.requests()).hasSize(1);
            assertThat(reading.requests().get(0).end()).isEqualTo(sample.bytes().length);
        } else {
            assertThat(reading).isEqualTo(new Reading(List.of(), sample.outcome()));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyWayOfCuttingGivesTheSame(Sample sample) {
        byte[] wire = sample.bytes();
        Reading whole = WireReader.read(wire);
        for (int cut = 1; cut < wire.length; cut++) {
            int step = cut;
            int[] pieces = {cut, wire.length};
            int[] next = {0};
            assertWithMessage("cut at %s", cut)
                    .that(WireReader.read(wire, () -> pieces[next[0]++]))
                    .isEqualTo(whole);
            assertWithMessage("%s at a time", step)
                    .that(WireReader.read(wire, () -> step))
                    .isEqualTo(whole);
        }
    }

    @Test
    void inEveryPairEachIsReadAsIfAlone() {
        for (Sample first : all()) {
            Reading alone = WireReader.read(first.bytes());
            for (Sample second : all()) {
                Reading pair = WireReader.read((first.text() + second.text()).getBytes(ISO_8859_1));
                assertWithMessage("%s, %s", first, second).that(pair).isEqualTo(joined(alone, second));
            }
        }
    }

    private static Reading joined(Reading first, Sample second) {
        if (first.isRefused()) {
            return first;
        }
        Reading alone = WireReader.read(second.bytes());
        List<SeenRequest> requests = new ArrayList<>(first.requests());
        int start = first.requests().get(0).end();
        alone.requests().forEach(request -> requests.add(request.movedBy(start)));
        return new Reading(requests, alone.end());
    }
}
