package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Progress;
import dev.interlock.benchmarks.rounds.RoundOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Checks all libraries against each other and measures them.
 *
 * <p>On a machine that others use, speed changes from moment to moment: so all take turns over several rounds, in processes
 * of their own, and of each round the fastest of many iterations counts, each short enough to be left alone. That leaves out
 * most pauses of a garbage collector, in favour of those who need one.
 */
public final class ProtobufSuite {
    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 1;
    /** What a JVM takes beside its iterations: to start, to warm up, and what JMH does between iterations. */
    private static final double FORK_SECONDS = 2.5;

    private final RoundOptions options;
    private final Timing timing;
    private final JmhFork forks;
    private final Optional<ProstPeer> prost;
    private final Measurements measurements = new Measurements();

    private ProtobufSuite(RoundOptions options) {
        this.options = options;
        timing = options.quick() ? Timing.QUICK : Timing.USUAL;
        forks = new JmhFork(options.results(), timing);
        prost = options.peer().map(program -> new ProstPeer(program, options.results(), timing));
    }

    /** See {@link RoundOptions#parse}. */
    public static void main(String[] arguments) throws Exception {
        RoundOptions options;
        try {
            options = RoundOptions.parse("prost", ROUNDS, QUICK_ROUNDS, arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        new ProtobufSuite(options).run();
    }

    private void run() throws IOException, RunnerException, InterruptedException {
        Files.createDirectories(options.results());
        say("Checking that all libraries read and write the same");
        for (Payload payload : Payload.values()) {
            verify(payload);
        }
        Progress progress = new Progress(options.rounds() * Payload.values().length * expectedSeconds());
        for (int round = 1; round <= options.rounds(); round++) {
            for (Payload payload : Payload.values()) {
                for (Operation operation : Operation.values()) {
                    measure(payload, operation, round);
                    progress.step(
                            expectedSeconds(operation),
                            "round %d, %s, %s%s",
                            round,
                            payload.label(),
                            operation.group(),
                            operation.suffix());
                }
            }
        }
        new Report(measurements).of(Environment.read()).publish(options.results());
    }

    /** Of all operations on one payload. */
    private double expectedSeconds() {
        return Stream.of(Operation.values()).mapToDouble(this::expectedSeconds).sum();
    }

    private double expectedSeconds(Operation operation) {
        double loops = timing.iterations() * timing.milliseconds() / 1e3;
        long libraries = Stream.of(Contender.values())
                .filter(contender -> contender.takesPart(operation))
                .count();
        return libraries * (FORK_SECONDS + loops) + (prost.isPresent() ? loops : 0);
    }

    private void verify(Payload payload) throws IOException, InterruptedException {
        Agreement agreement = new Agreement(payload);
        for (Contender contender : Contender.values()) {
            agreement.verify(contender, contender.open(payload));
        }
        if (prost.isPresent()) {
            prost.get().prepare(payload);
            agreement.verify(prost.get().check(payload));
        }
    }

    private interface Turn {
        void take() throws IOException, RunnerException, InterruptedException;
    }

    private void measure(Payload payload, Operation operation, int round)
            throws IOException, RunnerException, InterruptedException {
        List<Turn> turns = new ArrayList<>();
        for (Contender contender : Contender.values()) {
            if (contender.takesPart(operation)) {
                turns.add(() ->
                        add(contender.label(), payload, operation, forks.run(contender, payload, operation, round)));
            }
        }
        prost.ifPresent(peer ->
                turns.add(() -> add(ProstPeer.LABEL, payload, operation, peer.measure(payload, operation, round))));
        // Whoever comes later may find the machine warmer.
        Collections.rotate(turns, round);
        for (Turn turn : turns) {
            turn.take();
        }
    }

    private void add(String library, Payload payload, Operation operation, Cost cost) {
        measurements.add(library, payload, operation, cost);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
