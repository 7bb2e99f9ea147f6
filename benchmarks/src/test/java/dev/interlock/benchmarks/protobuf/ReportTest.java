package dev.interlock.benchmarks.protobuf;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private final Measurements measurements = new Measurements();

    private void add(String library, Operation operation, double bytes, double... times) {
        for (double time : times) {
            measurements.add(library, Payload.LARGE, operation, new Cost(time, bytes));
        }
    }

    private List<String> lines() {
        return new Report(measurements).lines();
    }

    @Test
    void endsWithALineForEachComparison() {
        add("interlock", Operation.READ_ALL, 0, 30, 10, 20);
        add("quickbuffers", Operation.READ_ALL, 0, 50);
        add("prost", Operation.READ_ALL, Double.NaN, 40, 30);
        add("interlock", Operation.READ_TWO, 0, 10);
        add("prost", Operation.READ_TWO, Double.NaN, 90);
        add("quickbuffers", Operation.READ_HEAD, 0, 16);
        List<String> lines = lines();
        assertThat(lines.subList(lines.size() - 2, lines.size()))
                .containsExactly(
                        "protobuf 10kB read-all: 20.0 ns (best peer prost 35.0 ns, ratio 0.57)",
                        "protobuf 10kB read-two: 10.0 ns (best peer quickbuffers, two fields declared 16.0 ns, ratio 0.63)")
                .inOrder();
    }

    @Test
    void toEncodeOnlyIsShownButIsNotTheSameWork() {
        add("interlock", Operation.WRITE, 0, 20);
        add("protobuf-java", Operation.WRITE, 100, 80, 40, 60, 20);
        add("protobuf-java", Operation.ENCODE, 10, 5);
        List<String> lines = lines();
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("protobuf 10kB write: 20.0 ns (best peer protobuf-java 50.0 ns, ratio 0.40)");
        assertThat(lines.get(4)).matches(" +interlock +20\\.0 +20\\.0 +20\\.0 +0 +1\\.00");
        assertThat(lines.get(5)).matches(" +protobuf-java +50\\.0 +20\\.0 +80\\.0 +100 +0\\.40");
        assertThat(lines.get(6)).matches(" +protobuf-java, encode only +5\\.0 +5\\.0 +5\\.0 +10 +4\\.00");
    }

    @Test
    void anotherWayToUseInterlockIsShownButIsNoPeer() {
        add("interlock", Operation.WRITE, 0, 20);
        add("interlock, texts as Slice", Operation.WRITE, 0, 16);
        add("prost", Operation.WRITE, Double.NaN, 40);
        List<String> lines = lines();
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("protobuf 10kB write: 20.0 ns (best peer prost 40.0 ns, ratio 0.50)");
        assertThat(lines.get(5)).matches(" +interlock, texts as Slice +16\\.0 +16\\.0 +16\\.0 +0 +1\\.25");
    }

    @Test
    void aPeerThatWasLeftOutHasNoLine() {
        add("interlock", Operation.READ_ALL, 0, 20);
        add("protobuf-java", Operation.READ_ALL, 7, 40);
        assertThat(lines().stream().filter(line -> line.contains("prost"))).isEmpty();
    }

    @Test
    void whatNobodyCountedHasNoFigure() {
        add("interlock", Operation.READ_ALL, 0, 20);
        add("prost", Operation.READ_ALL, Double.NaN, 40);
        assertThat(lines().get(5)).matches(" +prost +40\\.0 +40\\.0 +40\\.0 +- +0\\.50");
    }
}
