package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.jmh.JmhFork;
import dev.interlock.benchmarks.jmh.Turns;
import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks that all libraries agree, and measures them. The result of a round is the fastest of many short iterations. On
 * a shared machine, some short iterations run undisturbed. The fastest iteration excludes most pauses of the garbage
 * collector. This favours libraries that allocate much.
 */
public final class ProtobufSuite {
    private static final int ROUNDS = 5;
    private static final int ITERATIONS = 50;
    private static final int QUICK_ITERATIONS = 25;
    private static final int MILLISECONDS = 20;
    /**
     * Warm-up of JMH's loop around the operation. {@link ProtobufBenchmark#prepare} has already compiled the operation
     * itself.
     */
    private static final int WARM_UP_MILLISECONDS = 500;

    private final int rounds;
    private final JmhFork fork;
    private final Optional<ProstPeer> prost;
    private final Results results = Results.begin("protobuf");
    private final Turns turns = new Turns(results);

    /** Takes the options {@code [--prost PROGRAM] [--rounds N] [--quick]}. */
    public ProtobufSuite(Arguments arguments) throws IOException {
        rounds = arguments.count("rounds", arguments.isQuick() ? 1 : ROUNDS);
        int iterations = arguments.isQuick() ? QUICK_ITERATIONS : ITERATIONS;
        fork = new JmhFork(
                ProtobufBenchmark.class,
                1,
                WARM_UP_MILLISECONDS,
                iterations,
                MILLISECONDS,
                arguments.results(),
                List.of());
        prost = arguments
                .find("prost")
                .map(program -> new ProstPeer(program, arguments.results(), iterations, MILLISECONDS));
    }

    public Results run() throws Exception {
        System.out.println("Checking that all libraries read and write the same");
        for (Payload payload : Payload.values()) {
            verify(payload);
            for (Operation operation : Operation.values()) {
                add(payload, operation);
            }
        }
        turns.run();
        return results;
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

    private void add(Payload payload, Operation operation) {
        String scenario = payload.label() + " " + operation.group();
        for (Contender contender : Contender.values()) {
            if (contender.takesPart(operation)) {
                Map<String, String> parameters =
                        Map.of("payload", payload.name(), "contender", contender.name(), "operation", operation.name());
                String file = payload + "-" + operation + "-" + contender + "-";
                turns.add(
                        scenario,
                        contender.label() + operation.suffix(),
                        rounds,
                        round -> fork.run("run", parameters, file + round));
            }
        }
        prost.ifPresent(peer -> turns.add(
                scenario, ProstPeer.LABEL + operation.suffix(), rounds, round -> peer.measure(payload, operation)));
    }
}
