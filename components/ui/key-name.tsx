import { splitVisibleText } from '@/lib/format/visible-text';

export interface KeyNameProps {
  /** A key, a part of a key, a bucket name: anything somebody else chose. */
  text: string;
  className?: string | undefined;
}

/**
 * A name with everything invisible in it made visible, so that `invoice\u202Efdp.exe` cannot pass for a PDF. It is set apart
 * from the direction of the text around it.
 */
export function KeyName({ text, className }: KeyNameProps) {
  const parts = splitVisibleText(text);
  const only = parts[0];
  if (parts.length === 1 && only?.kind === 'text') return <bdi className={className}>{only.text}</bdi>;
  return (
    <bdi className={className}>
      {parts.map((part, index) =>
        part.kind === 'text' ? (
          // A part between two marks keeps its own direction too.
          <bdi key={index}>{part.text}</bdi>
        ) : (
          <bdi
            key={index}
            title={part.name}
            className="mx-px rounded-[3px] bg-warn-soft px-[3px] align-[0.5px] font-mono text-xs text-warn"
          >
            {part.label}
          </bdi>
        ),
      )}
    </bdi>
  );
}
