package dev.interlock.benchmarks.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Nanoseconds to find the route of a request and to read what its variables captured. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Lookups.COUNT)
public class DispatchBenchmark {
    /** The system property that says where the sets were compiled to, each in a folder named after its size. */
    static final String GENERATED = "interlock.benchmarks.generated";

    /** A route set, an order and an implementation. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls open() first.
    public abstract static class Cell {
        @Param({"3", "42", "236", "1000", "10000"})
        public int routes;

        @Param
        public Order order;

        private final Contender contender;
        private Dispatcher dispatcher;

        Cell(Contender contender) {
            this.contender = contender;
        }

        /** Sets the implementation up. */
        @Setup
        public void open() throws IOException, ReflectiveOperationException {
            RouteSet set = RouteSet.of(routes);
            dispatcher = contender.open(set, Lookups.of(set, order), generated(set));
        }

        private Path generated(RouteSet set) throws IOException {
            String known = System.getProperty(GENERATED);
            if (known != null) {
                return Path.of(known, Integer.toString(routes));
            }
            Path directory = Files.createTempDirectory("interlock-dispatch");
            if (contender == Contender.INTERLOCK) {
                GeneratedRouter.compile(set, directory);
            }
            return directory;
        }

        /** Releases what the implementation holds. */
        @TearDown
        public void close() {
            dispatcher.close();
        }

        Dispatcher dispatcher() {
            return dispatcher;
        }

        /** All lookups; the result depends on every route and every captured value. */
        long findAll() {
            Dispatcher measured = dispatcher;
            long sum = 0;
            for (int lookup = 0; lookup < Lookups.COUNT; lookup++) {
                sum += measured.find(lookup);
                sum += measured.capturedLength();
            }
            return sum;
        }
    }

    /** See {@link InterlockDispatcher}. */
    public static class Interlock extends Cell {
        public Interlock() {
            super(Contender.INTERLOCK);
        }
    }

    /** See {@link dev.interlock.benchmarks.dispatch.SegmentTrie}. */
    public static class Trie extends Cell {
        public Trie() {
            super(Contender.SEGMENT_TRIE);
        }
    }

    /** See {@link RegexList}. */
    public static class Expressions extends Cell {
        public Expressions() {
            super(Contender.REGEX_LIST);
        }
    }

    /** See {@link VertxWeb}. */
    public static class Vertx extends Cell {
        public Vertx() {
            super(Contender.VERTX_WEB);
        }
    }

    /** See {@link ActiveJ}. */
    public static class Servlet extends Cell {
        public Servlet() {
            super(Contender.ACTIVEJ);
        }
    }

    @Benchmark
    public long interlock(Interlock cell) {
        return cell.findAll();
    }

    @Benchmark
    public long segmentTrie(Trie cell) {
        return cell.findAll();
    }

    @Benchmark
    public long regexList(Expressions cell) {
        return cell.findAll();
    }

    @Benchmark
    public long vertxWeb(Vertx cell) {
        return cell.findAll();
    }

    @Benchmark
    public long activeJ(Servlet cell) {
        return cell.findAll();
    }

    /** What of {@link #activeJ} is the making of its requests. */
    @Benchmark
    public void activeJRequest(Servlet cell, Blackhole blackhole) {
        ActiveJ dispatcher = (ActiveJ) cell.dispatcher();
        for (int lookup = 0; lookup < Lookups.COUNT; lookup++) {
            blackhole.consume(dispatcher.request(lookup));
        }
    }
}
