package dev.interlock.replay.command;

import dev.interlock.replay.http.EventLoops;
import dev.interlock.replay.http.LoopbackServer;
import dev.interlock.replay.load.Feeder;
import dev.interlock.replay.load.Lane;
import dev.interlock.replay.load.Pace;
import dev.interlock.replay.load.ReplayRun;
import dev.interlock.replay.load.Schedule;
import dev.interlock.replay.traffic.Notices;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends the first requests of the sources to a server in this process. Thus the JVM loads and compiles the code before
 * the first real request is due. Without it, the first requests would be up to seconds late. Calls no hooks, and
 * discards all learned values.
 */
final class Rehearsal {
    private static final int REQUESTS = 2000;
    private static final int PER_SECOND = 2000;
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);
    private static final long GLANCE_MILLIS = 5;

    private Rehearsal() {}

    static void run(Setup setup, EventLoops loops) throws IOException, InterruptedException {
        Schedule.Bounds bounds = new Schedule.Bounds(0, REQUESTS, LONGEST, 1);
        try (LoopbackServer server = new LoopbackServer(loops.all().get(0));
                Schedule schedule = new Schedule(() -> setup.files.open(new Notices()), Pace.rate(PER_SECOND), bounds);
                Collector collector = new Collector(setup.statistics(System.nanoTime()))) {
            ReaderWake wake = new ReaderWake();
            List<Lane> lanes = Lanes.create(setup.options, setup.loopback(server.port()), loops, collector, wake);
            ReplayRun run = new ReplayRun(new Feeder(schedule, lanes, System.nanoTime()), lanes);
            wake.wakes(run);
            run.start();
            long deadline = System.nanoTime() + LONGEST;
            while (!run.isFinished() && System.nanoTime() - deadline < 0) {
                Thread.sleep(GLANCE_MILLIS);
            }
            // The replay itself will report a damaged source.
            run.stop();
            lanes.forEach(Lane::close);
        }
    }
}
