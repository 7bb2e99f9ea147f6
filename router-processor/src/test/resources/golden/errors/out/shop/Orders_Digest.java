package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Orders}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Orders_Digest {
  /**
   * Compilers copy this constant into the routers that they compile.
   */
  public static final String DIGEST = "a1e8fa45376b7b93";

  private Orders_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
