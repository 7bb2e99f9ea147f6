package dev.interlock.replay.command;

import dev.interlock.replay.http.EventLoops;
import dev.interlock.replay.http.HttpTarget;
import dev.interlock.replay.http.LoopTimeline;
import dev.interlock.replay.load.Feeder;
import dev.interlock.replay.load.Lane;
import dev.interlock.replay.load.Limits;
import dev.interlock.replay.load.Pace;
import dev.interlock.replay.load.ReplayRun;
import dev.interlock.replay.load.Schedule;
import dev.interlock.replay.load.Target;
import dev.interlock.replay.report.Statistics;
import dev.interlock.replay.rewrite.TargetAddress;
import dev.interlock.replay.traffic.Notices;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final int MOST_QUEUED = 20_000;
    private static final long MOST_QUEUED_BYTES = 64L << 20;
    private static final long MOST_BYTES = 256L << 20;

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
     * Asks the replay to end. {@link #run} then waits for the responses under way, and returns. Any thread may call
     * it.
     */
    void stop() {
        stop.countDown();
    }

    /** Runs the replay, and writes the report. */
    Result run() throws UsageException, InterruptedException {
        long origin = System.nanoTime() + LEAD;
        Statistics statistics = setup.statistics(origin);
        Collector collector = new Collector(statistics);
        try (EventLoops loops = new EventLoops(setup.options.threads);
                Schedule schedule = schedule()) {
            Wake wake = new Wake();
            List<Lane> lanes = lanes(loops, collector, wake);
            ReplayRun run = new ReplayRun(new Feeder(schedule, lanes, origin), lanes);
            wake.run = run;
            Reports reports = new Reports(setup, statistics, started, notices, schedule);
            run.start();
            String ending = await(run, lanes, statistics, collector, reports, origin);
            double seconds = (System.nanoTime() - origin) / (double) TimeUnit.SECONDS.toNanos(1);
            writeCheckpoint(run);
            return reports.end(ending, Math.max(0, seconds), problem(run, collector), stop.getCount() == 0);
        } catch (SSLException e) {
            throw new UsageException("TLS cannot be used: " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException("a file cannot be written: " + e.getMessage());
        } finally {
            collector.close();
        }
    }

    /** Wakes the reader when a lane has room. The lanes exist before the run. */
    private static final class Wake implements Runnable {
        volatile @Nullable ReplayRun run;

        @Override
        public void run() {
            ReplayRun running = run;
            if (running != null) {
                running.wake();
            }
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

    private List<Lane> lanes(EventLoops loops, Collector collector, Runnable onRoom) throws SSLException {
        Options options = setup.options;
        int number = loops.all().size();
        Limits limits = new Limits(
                Math.max(1, options.inFlight / number),
                MOST_BYTES / number,
                Math.max(100, MOST_QUEUED / number),
                MOST_QUEUED_BYTES / number,
                Math.max(1, options.connections / number),
                options.idle.toNanos(),
                options.timeout.toNanos(),
                options.retries);
        boolean isSecure = setup.targets.stream().anyMatch(TargetAddress::isSecure);
        SslContext tls = isSecure ? HttpTarget.tls(options.isInsecure) : null;
        List<Lane> lanes = new ArrayList<>();
        for (EventLoop loop : loops.all()) {
            List<Target> targets = new ArrayList<>();
            for (int i = 0; i < setup.targets.size(); i++) {
                TargetAddress address = setup.targets.get(i);
                targets.add(new HttpTarget(
                        address,
                        setup.rewriters.get(i),
                        setup.expectations.get(i),
                        loop,
                        address.isSecure() ? tls : null,
                        (int) options.mostBody));
            }
            lanes.add(new Lane(new LoopTimeline(loop), targets, limits, collector, onRoom));
        }
        return lanes;
    }

    /** Waits for the end, and returns why it came. */
    private String await(
            ReplayRun run, List<Lane> lanes, Statistics statistics, Collector collector, Reports reports, long origin)
            throws InterruptedException, IOException, UsageException {
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
                writeCheckpoint(run);
            }
            if (now - nextReport >= 0) {
                nextReport = now + REPORT_GAP;
                reports.write("still running", (now - origin) / (double) TimeUnit.SECONDS.toNanos(1));
            }
        }
        return "complete";
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
