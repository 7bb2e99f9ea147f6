package dev.interlock.replay.command;

import dev.interlock.replay.http.EventLoops;
import dev.interlock.replay.load.Feeder;
import dev.interlock.replay.load.Lane;
import dev.interlock.replay.load.Pace;
import dev.interlock.replay.load.ReplayRun;
import dev.interlock.replay.load.Schedule;
import dev.interlock.replay.report.Statistics;
import dev.interlock.replay.traffic.Notices;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One replay, from the first request to the report. */
final class ReplayJob {
    /** Time to read ahead before the first request is due. */
    private static final long LEAD = TimeUnit.MILLISECONDS.toNanos(300);

    private static final long GLANCE_MILLIS = 20;
    private static final long CHECKPOINT_GAP = TimeUnit.SECONDS.toNanos(30);
    private static final long REPORT_GAP = TimeUnit.MINUTES.toNanos(5);

    private final Setup setup;
    private final PrintWriter out;
    private final Notices notices = new Notices();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Instant started = Instant.now();

    ReplayJob(Setup setup, PrintWriter out) {
        this.setup = setup;
        this.out = out;
    }

    /**
     * Stops the replay. {@link #run} then waits for the responses of requests in flight, and returns. Any thread may
     * call this.
     */
    void stop() {
        stop.countDown();
    }

    /** Runs the replay, and writes the report. */
    Result run() throws UsageException, InterruptedException {
        try (EventLoops loops = new EventLoops(setup.options.threads)) {
            Rehearsal.run(setup, loops);
            return run(loops);
        } catch (SSLException e) {
            throw new UsageException("TLS cannot be used: " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException("a file cannot be written: " + e.getMessage());
        }
    }

    private Result run(EventLoops loops) throws IOException, UsageException, InterruptedException {
        long origin = System.nanoTime() + LEAD;
        Statistics statistics = setup.statistics(origin);
        try (Collector collector = new Collector(statistics);
                Schedule schedule = schedule()) {
            ReaderWake wake = new ReaderWake();
            List<Lane> lanes = Lanes.create(setup.options, setup.destinations, loops, collector, wake);
            ReplayRun run = new ReplayRun(new Feeder(schedule, lanes, origin), lanes);
            wake.wakes(run);
            Reports reports = new Reports(setup, statistics, started, notices, schedule);
            run.start();
            String ending = await(run, lanes, statistics, collector, reports, origin);
            double seconds = (System.nanoTime() - origin) / (double) TimeUnit.SECONDS.toNanos(1);
            writeCheckpoint(run);
            return reports.end(ending, Math.max(0, seconds), problem(run, collector), stop.getCount() == 0);
        }
    }

    private Schedule schedule() {
        Options options = setup.options;
        Pace pace = options.rate != null
                ? Pace.rate(options.rate)
                : Pace.recorded(options.speed == null ? 1 : options.speed);
        Duration duration = options.duration;
        Schedule.Bounds bounds = new Schedule.Bounds(
                setup.resumed == null ? 0 : setup.resumed.position(),
                options.limit,
                duration == null ? Long.MAX_VALUE : duration.toNanos(),
                options.passes);
        return new Schedule(() -> setup.files.open(notices), pace, bounds);
    }

    /** Waits until the replay ends, and returns the reason. */
    private String await(
            ReplayRun run, List<Lane> lanes, Statistics statistics, Collector collector, Reports reports, long origin)
            throws InterruptedException {
        Progress progress = new Progress(out, setup.isComparison(), origin);
        long nextCheckpoint = origin + CHECKPOINT_GAP;
        long nextReport = origin + REPORT_GAP;
        while (!run.isFinished() && collector.problem() == null) {
            if (stop.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                run.stop();
                awaitResponses(run);
                return "stopped by a signal";
            }
            long now = System.nanoTime();
            if (progress.isDue(now)) {
                int inFlight = lanes.stream().mapToInt(Lane::inFlight).sum();
                progress.print(now, statistics.glance(), inFlight);
            }
            if (now - nextCheckpoint >= 0) {
                nextCheckpoint = now + CHECKPOINT_GAP;
                keepOn(() -> writeCheckpoint(run));
            }
            if (now - nextReport >= 0) {
                nextReport = now + REPORT_GAP;
                keepOn(() -> reports.write("still running", (now - origin) / (double) TimeUnit.SECONDS.toNanos(1)));
            }
        }
        return "complete";
    }

    /** Action that writes a file. */
    private interface Writing {
        void write() throws IOException;
    }

    /**
     * Writes a file during the replay. A full disk must not stop a replay of several days, so a failure is only
     * reported.
     */
    private void keepOn(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            notices.add("a file could not be written: " + e.getMessage());
        }
    }

    private void awaitResponses(ReplayRun run) throws InterruptedException {
        long deadline = System.nanoTime() + setup.options.timeout.toNanos() + LEAD;
        while (!run.isFinished() && System.nanoTime() - deadline < 0) {
            Thread.sleep(GLANCE_MILLIS);
        }
    }

    private void writeCheckpoint(ReplayRun run) throws IOException {
        if (setup.checkpoint() != null) {
            Checkpoint.of(setup.fingerprint, run.position(), setup.learned).write(setup.checkpoint());
        }
    }

    private static @Nullable Throwable problem(ReplayRun run, Collector collector) {
        return run.problem() == null ? collector.problem() : run.problem();
    }
}
