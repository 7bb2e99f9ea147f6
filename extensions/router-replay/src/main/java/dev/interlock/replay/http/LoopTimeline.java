package dev.interlock.replay.http;

import dev.interlock.replay.load.Timeline;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Timeline of an event loop, in real time. */
public final class LoopTimeline implements Timeline {
    private final EventLoop loop;

    public LoopTimeline(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void at(long nanos, Runnable task) {
        Future<?> unused = loop.schedule(task, Math.max(0, nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }
}
