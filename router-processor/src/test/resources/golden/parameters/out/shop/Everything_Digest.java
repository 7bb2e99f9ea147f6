package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Everything}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Everything_Digest {
  /**
   * Compilers copy this constant into the routers that they compile.
   */
  public static final String DIGEST = "1b4726ffd80d2f44";

  private Everything_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
