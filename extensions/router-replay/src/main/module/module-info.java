/** Replays recorded traffic: the command, and the interface for hooks of applications. */
module dev.interlock.replay {
    requires transitive org.jspecify;

    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.google.protobuf;
    requires dev.interlock.recording;
    requires info.picocli;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires org.HdrHistogram;
    requires org.jsoup;
    requires org.snakeyaml.engine.v2;

    exports dev.interlock.replay;
    exports dev.interlock.replay.hook;

    opens dev.interlock.replay.command to
            info.picocli;

    uses dev.interlock.replay.hook.ReplayHook;
}
