package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.slf4j.Logger;

/** Logger that gets each line as a message of level info. */
final class LoggerTarget implements LogTarget {
    private final Logger logger;

    LoggerTarget(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void write(byte[] lines, int length) {
        int from = 0;
        for (int at = 0; at < length; at++) {
            if (lines[at] == '\n') {
                logger.info(new String(lines, from, at - from, US_ASCII));
                from = at + 1;
            }
        }
    }
}
