package dev.interlock.internal.engine;

import java.util.Arrays;

/**
 * Protocol whose connections speak one of two protocols. The first bytes of the client decide: one of the protocols has
 * a {@linkplain ServerProtocol#preface preface}.
 *
 * @param prefaced protocol with a preface
 * @param standard protocol of connections with other first bytes
 */
public record ProtocolChoice(ServerProtocol prefaced, ServerProtocol standard) implements ServerProtocol {
    @Override
    public SessionFactory on(LoopContext loop, LoopScratch scratch) {
        byte[] preface = prefaced.preface();
        SessionFactory first = prefaced.on(loop, scratch);
        SessionFactory second = standard.on(loop, scratch);
        return host -> new ChoosingSession(host, preface, first, second);
    }

    /** Session that compares the first bytes. It consumes none of them. */
    private static final class ChoosingSession implements Session {
        private final SessionHost host;
        private final byte[] preface;
        private final SessionFactory prefaced;
        private final SessionFactory standard;

        ChoosingSession(SessionHost host, byte[] preface, SessionFactory prefaced, SessionFactory standard) {
            this.host = host;
            this.preface = preface;
            this.prefaced = prefaced;
            this.standard = standard;
        }

        @Override
        public boolean step() {
            Inbound inbound = host.inbound();
            int count = Math.min(inbound.available(), preface.length);
            int from = inbound.from();
            if (!Arrays.equals(inbound.bytes(), from, from + count, preface, 0, count)) {
                host.replaceSession(standard);
                return true;
            }
            if (count == preface.length) {
                host.replaceSession(prefaced);
                return true;
            }
            return false;
        }

        @Override
        public Waiting waiting() {
            return host.inbound().isEmpty() ? Waiting.REQUEST : Waiting.REST_OF_HEAD;
        }

        @Override
        public boolean wantsInput() {
            return true;
        }

        @Override
        public boolean isPreamble() {
            return true;
        }

        /** Lets the standard protocol reject an incomplete preface. */
        @Override
        public void timeOut() {
            host.replaceSession(standard);
        }

        @Override
        public void refuseForMemory() {
            host.close();
        }

        @Override
        public void closed() {
            // There is nothing to release.
        }
    }
}
