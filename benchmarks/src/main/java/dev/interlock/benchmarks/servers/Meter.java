package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.CoreDistance;
import dev.interlock.benchmarks.process.CpuTime;
import dev.interlock.benchmarks.process.PinnedServer;
import dev.interlock.benchmarks.process.ProcessMemory;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Measures a server that is running and warm under one workload. */
final class Meter {
    private static final double MICROS = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final double P999 = 99.9;
    /**
     * Before requests at a fixed rate count. A server that has just been asked for as much as it can takes other branches now, and a
     * JIT compiler that had left those out has to see some thousands of requests before it has compiled the code again.
     */
    static final int WARM_UP_SECONDS = 2;

    private final CoreDistance distance;

    Meter(CoreDistance distance) {
        this.distance = distance;
    }

    /**
     * What was measured.
     *
     * @param before nanoseconds between the two cores before
     * @param after and after
     */
    record Measured(Map<Quantity, Double> values, double before, double after) {
        double get(Quantity quantity) {
            return values.getOrDefault(quantity, Double.NaN);
        }
    }

    /** As many requests as the server answers. */
    Measured closedLoop(PinnedServer server, Load load, int seconds) throws IOException, InterruptedException {
        double before = distance.nanoseconds();
        CpuTime start = CpuTime.of(server.pid());
        Wrk.Result result = Wrk.run(server.port(), load.script(), load.connections(), seconds);
        CpuTime spent = CpuTime.of(server.pid()).since(start);
        double after = distance.nanoseconds();
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        values.put(Quantity.THROUGHPUT, result.requestsPerSecond());
        values.put(Quantity.ERRORS, (double) result.errors());
        values.put(
                Quantity.LOADED,
                ProcessMemory.mebibytes(ProcessMemory.of(server.pid()).resident()));
        put(values, result, spent);
        return new Measured(values, before, after);
    }

    private static void put(Map<Quantity, Double> values, Wrk.Result result, CpuTime spent) {
        values.put(Quantity.CPU, MICROS * (spent.user() + spent.system()) / result.requests());
        values.put(Quantity.USER, MICROS * spent.user() / result.requests());
        values.put(Quantity.SYSTEM, MICROS * spent.system() / result.requests());
        values.put(Quantity.CLOSED_P50, (double) result.p50());
        values.put(Quantity.CLOSED_P99, (double) result.p99());
    }

    /** Requests at a fixed rate that do not count. */
    void rehearse(PinnedServer server, Load load, Pace pace, int seconds) throws IOException {
        try (OpenLoop loop = connect(server, load)) {
            loop.run(pace.rate(), seconds);
        }
    }

    /** Requests at a fixed rate; adds all latencies to those that are given. */
    Measured openLoop(PinnedServer server, Load load, Pace pace, int seconds, Histogram latencies)
            throws IOException, InterruptedException {
        try (OpenLoop loop = connect(server, load)) {
            loop.run(pace.rate(), WARM_UP_SECONDS);
            double before = distance.nanoseconds();
            OpenLoop.Result result = loop.run(pace.rate(), seconds);
            double after = distance.nanoseconds();
            latencies.add(result.latency());
            Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
            values.put(pace.level().rate(), pace.rate());
            values.put(pace.level().p50(), micros(result.latency(), P50));
            values.put(pace.level().p99(), micros(result.latency(), P99));
            values.put(pace.level().p999(), micros(result.latency(), P999));
            values.put(pace.level().lag(), micros(result.lag(), P99));
            return new Measured(values, before, after);
        }
    }

    private static OpenLoop connect(PinnedServer server, Load load) throws IOException {
        return new OpenLoop(
                server.port(),
                load.exchanges(),
                load.connections(),
                load.workload().closesConnections());
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }
}
