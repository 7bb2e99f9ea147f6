package dev.interlock.benchmarks.load;

/** Protocol between the load and a server. */
public enum Protocol {
    /** HTTP/1.1 without TLS. */
    HTTP1(false, false),
    /** HTTP/2 without TLS, by prior knowledge. */
    H2C(false, true),
    /** HTTP/1.1 over TLS 1.3. */
    HTTP1_TLS(true, false),
    /** HTTP/2 over TLS 1.3. */
    H2_TLS(true, true);

    /** Cipher suite of all loads. Some loads also offer others, after this one. */
    public static final String CIPHER = "TLS_AES_128_GCM_SHA256";
    /** The only group that a load offers for the key exchange. */
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
