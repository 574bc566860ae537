import { markdownContent } from '../ui/picture/text/markdown';
import { nameMentions, type Person } from './mention-text';

/** A comment as elements in which nothing runs and nothing is loaded, with the present names of who is mentioned. */
export function commentContent(text: string, people: readonly Person[], unknown: string): DocumentFragment {
  const content = markdownContent(text);
  nameMentions(content, people, unknown);
  return content;
}
