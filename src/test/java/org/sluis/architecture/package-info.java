/** The rules of the house, each with a counter-example that shows it can fail. */
package org.sluis.architecture;
