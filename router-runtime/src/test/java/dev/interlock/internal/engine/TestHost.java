package dev.interlock.internal.engine;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Host of a session. The test performs the steps and inspects the result. */
public final class TestHost implements SessionHost {
    private static final SocketAddress CLIENT = InetSocketAddress.createUnresolved("client", 1);

    final Inbound inbound;
    final Outbound outbound;
    boolean writable = true;
    boolean inputEnded;
    public int broken;
    int closed;

    TestHost(EngineLoop loop) {
        this(loop, new Outbound(UnpooledByteBufAllocator.DEFAULT));
    }

    public TestHost(EngineLoop loop, Outbound outbound) {
        inbound = new Inbound(loop.scratch().input(), loop.scratch().arrays());
        this.outbound = outbound;
    }

    @Override
    public Inbound inbound() {
        return inbound;
    }

    @Override
    public Outbound outbound() {
        return outbound;
    }

    @Override
    public SocketAddress remoteAddress() {
        return CLIENT;
    }

    @Override
    public @Nullable ConnectionObserver observer() {
        return null;
    }

    @Override
    public @Nullable LinkSecurity security() {
        return null;
    }

    @Override
    public void resized() {
        // This host does not count memory.
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public boolean isInputEnded() {
        return inputEnded;
    }

    @Override
    public void advanced() {
        // Tests perform the steps themselves.
    }

    @Override
    public void run(Runnable task) {
        task.run();
    }

    @Override
    public void broken(Throwable cause) {
        broken++;
    }

    @Override
    public void close() {
        closed++;
    }

    @Override
    public void replaceSession(SessionFactory next) {
        throw new AssertionError("The session stays");
    }
}
