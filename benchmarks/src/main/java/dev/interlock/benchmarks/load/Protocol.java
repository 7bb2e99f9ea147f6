package dev.interlock.benchmarks.load;

/** Protocol between the load and a server. */
public enum Protocol {
    /** HTTP/1.1 in the clear. */
    HTTP1(false, false),
    /** HTTP/2 in the clear, with prior knowledge. */
    H2C(false, true),
    /** HTTP/1.1 over TLS 1.3. */
    HTTP1_TLS(true, false),
    /** HTTP/2 over TLS 1.3. */
    H2_TLS(true, true);

    /** The cipher suite that a load offers, or offers first. */
    public static final String CIPHER = "TLS_AES_128_GCM_SHA256";
    /** The only group that the load offers for the exchange of keys. */
    public static final String GROUP = "X25519";

    private final boolean isTls;
    private final boolean isHttp2;

    Protocol(boolean isTls, boolean isHttp2) {
        this.isTls = isTls;
        this.isHttp2 = isHttp2;
    }

    public boolean isTls() {
        return isTls;
    }

    public boolean isHttp2() {
        return isHttp2;
    }
}
