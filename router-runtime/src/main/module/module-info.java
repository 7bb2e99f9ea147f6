/**
 * The runtime of Interlock: its API for applications, and the packages that generated code and the extensions call.
 */
// The module of HTTP/2 is compiled later.
@SuppressWarnings("module")
module dev.interlock.runtime {
    // In signatures of the API.
    requires transitive io.netty.buffer;
    requires transitive org.jspecify;
    requires io.netty.codec;
    requires io.netty.codec.compression;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.resolver;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.io_uring;
    requires io.netty.transport.classes.kqueue;
    requires io.netty.transport.unix.common;
    requires java.management;
    // sun.misc.Signal, for a graceful shutdown.
    requires jdk.unsupported;
    requires org.slf4j;

    // Events of the Flight Recorder.
    requires static jdk.jfr;
    // Constraints of applications.
    requires static jakarta.validation;

    exports dev.interlock.annotation;
    exports dev.interlock.bytes;
    exports dev.interlock.file;
    exports dev.interlock.filter;
    exports dev.interlock.http;
    exports dev.interlock.log;
    exports dev.interlock.observe;
    exports dev.interlock.proto;
    exports dev.interlock.server;

    // For generated code and the extensions, not for applications.
    exports dev.interlock.generated.bind;
    exports dev.interlock.generated.codec;
    exports dev.interlock.generated.dispatch;
    exports dev.interlock.generated.filter;
    exports dev.interlock.generated.proto;
    exports dev.interlock.generated.scope;
    exports dev.interlock.generated.text;
    exports dev.interlock.generated.validate;
    exports dev.interlock.generated.validate.jakarta;

    // A protocol is a part of the engine.
    exports dev.interlock.internal.bytes to
            dev.interlock.http2;
    exports dev.interlock.internal.engine to
            dev.interlock.http2;
    exports dev.interlock.internal.log to
            dev.interlock.http2;
    exports dev.interlock.internal.message to
            dev.interlock.http2;
    exports dev.interlock.internal.settings to
            dev.interlock.http2;
    exports dev.interlock.internal.syntax to
            dev.interlock.http2;
}
