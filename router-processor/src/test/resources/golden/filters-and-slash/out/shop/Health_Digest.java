package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Health}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Health_Digest {
  /**
   * Compilers copy this constant into the routers that they compile.
   */
  public static final String DIGEST = "1c4ea057c7020dea";

  private Health_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
