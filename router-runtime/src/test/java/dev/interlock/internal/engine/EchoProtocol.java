package dev.interlock.internal.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A protocol of lines: the server sends each line back. After "bye" it closes the connection, and after "upgrade" the
 * connection speaks another protocol.
 *
 * @param upgrade factory of the session of the other protocol
 */
record EchoProtocol(SessionFactory upgrade) implements ServerProtocol {
    private static final int LONGEST_LINE = 1000;

    @Override
    public SessionFactory on(LoopContext loop, LoopScratch scratch) {
        return host -> new EchoSession(host, upgrade);
    }

    private static final class EchoSession implements Session {
        private final SessionHost host;
        private final SessionFactory upgrade;
        private boolean ended;
        private boolean amidLine;

        EchoSession(SessionHost host, SessionFactory upgrade) {
            this.host = host;
            this.upgrade = upgrade;
        }

        @Override
        public boolean step() {
            Inbound inbound = host.inbound();
            int end = lineEnd(inbound);
            amidLine = end == 0 && !inbound.isEmpty();
            if (ended || end == 0) {
                if (inbound.available() > LONGEST_LINE) {
                    end("too long\n");
                }
                return false;
            }
            int from = inbound.from();
            String line = new String(inbound.bytes(), from, end - from, US_ASCII);
            inbound.skipTo(end);
            if (line.equals("upgrade\n")) {
                host.replaceSession(upgrade);
            } else if (line.equals("bye\n")) {
                end("bye\n");
            } else {
                host.outbound().append(line.getBytes(US_ASCII));
            }
            return true;
        }

        /** Returns the index after the first line, or 0 if it has no end. */
        private static int lineEnd(Inbound inbound) {
            for (int i = inbound.from(); i < inbound.to(); i++) {
                if (inbound.bytes()[i] == '\n') {
                    return i + 1;
                }
            }
            return 0;
        }

        private void end(String last) {
            host.outbound().append(last.getBytes(US_ASCII));
            ended = true;
            amidLine = false;
        }

        @Override
        public Waiting waiting() {
            if (ended) {
                return Waiting.END;
            }
            return amidLine ? Waiting.REST_OF_HEAD : Waiting.REQUEST;
        }

        @Override
        public boolean wantsInput() {
            return true;
        }

        @Override
        public void timeOut() {
            end("too late\n");
        }

        @Override
        public void refuseForMemory() {
            end("too much\n");
        }

        @Override
        public void closed() {
            ended = true;
        }
    }
}
